//! What generated clients do when they are called.

mod pages;
mod places;
mod script;
