//! There are tests only.
