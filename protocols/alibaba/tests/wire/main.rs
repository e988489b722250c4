//! What goes over the wire: requests, signatures, answers.

#[macro_use]
mod common;

mod answers;
mod captures;
mod decode;
mod decoding;
mod error_codes;
mod formats;
mod identities;
mod properties;
mod reading;
mod requests;
mod signatures;
mod vectors;
