//! Guided inputs for [`acs_fuzz::parameters`].

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| acs_fuzz::parameters(input));
