"""Where: lines become blocks, blocks articles, sections, passages and sentences."""
