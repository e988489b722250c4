//! Guided inputs for [`acs_fuzz::description`].

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| acs_fuzz::description(input));
