//! Suggestions.
