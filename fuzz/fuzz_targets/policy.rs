//! Guided inputs for [`acs_fuzz::policy`].

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| acs_fuzz::policy(input));
