//! What generated clients do when they are called.

mod answers;
mod pages;
mod places;
mod reported;
mod script;
