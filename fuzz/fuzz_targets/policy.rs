//! Guided inputs for [`twinspec_fuzz::policy`].

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| twinspec_fuzz::policy(input));
