//! Guided inputs for [`twinspec_fuzz::description`].

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| twinspec_fuzz::description(input));
