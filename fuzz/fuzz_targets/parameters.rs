//! Guided inputs for [`twinspec_fuzz::parameters`].

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| twinspec_fuzz::parameters(input));
