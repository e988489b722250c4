//! Guided inputs for [`acs_fuzz::writers`].

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| acs_fuzz::writers(input));
