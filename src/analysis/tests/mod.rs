//! Tables of words, stems and sentences, and the properties that hold for any text.

mod properties;
mod sentences;
mod words;
