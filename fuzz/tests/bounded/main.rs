//! Each target with its seeds, and with so many mutations of them as a run of all checks has time for: the same ones in
//! every run. `FUZZ_INPUTS=1000000` makes it as many of each, `PROPTEST_RNG_SEED=2` makes them others.

mod mutation;
mod seeds;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::test_runner::{Config, RngSeed, TestError, TestRunner};

/// An input that takes longer, and does so again, is a finding.
const LONGEST: Duration = Duration::from_secs(20);

/// Runs a target with all files of the folders and with mutations of them.
///
/// # Panics
/// If the target does; the input is in a file then.
fn run(target: &str, folders: &[&str], target_fn: fn(&[u8]), inputs: u32) {
    let seeds = seeds::read(folders);
    for (path, seed) in &seeds {
        println!("{}", path.display());
        within_time(target_fn, seed);
    }
    let seeds: Vec<Vec<u8>> = seeds.into_iter().map(|(_, seed)| seed).collect();
    let cases = std::env::var("FUZZ_INPUTS").map_or(inputs, |text| text.parse().expect("FUZZ_INPUTS is a number"));
    // An input is reduced by `cargo fuzz tmin`, if that is wanted.
    let mut config = Config { cases, failure_persistence: None, max_shrink_iters: 0, ..Config::default() };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(1);
    }
    let outcome = TestRunner::new(config).run(&mutation::of(seeds), |input| {
        within_time(target_fn, &input);
        Ok(())
    });
    match outcome {
        Ok(()) => {}
        Err(TestError::Fail(reason, input)) => panic!("{} is a finding: {reason}", keep(target, &input).display()),
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}

fn within_time(target: fn(&[u8]), input: &[u8]) {
    let time = || {
        let begun = Instant::now();
        target(input);
        begun.elapsed()
    };
    // A machine that stood still meanwhile does so only once.
    assert!(time() < LONGEST || time() < LONGEST, "it takes longer than {LONGEST:?}");
}

/// Writes an input to where `cargo fuzz` would.
fn keep(target: &str, input: &[u8]) -> std::path::PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("artifacts").join(target);
    let mut hasher = DefaultHasher::new();
    input.hash(&mut hasher);
    let path = folder.join(format!("bounded-{:016x}", hasher.finish()));
    std::fs::create_dir_all(folder).expect("the folder is made");
    std::fs::write(&path, input).expect("the input is written");
    path
}

#[test]
fn description() {
    let folders = ["spec", "../generator/tests/generate", "../generator/tests/diagnostics"];
    run("description", &folders, twinspec_fuzz::description, 100);
}

#[test]
fn parameters() {
    run("parameters", &["seeds/parameters"], twinspec_fuzz::parameters, 1_000);
}

#[test]
fn policy() {
    run("policy", &["seeds/policy", "spec"], twinspec_fuzz::policy, 1_000);
}

#[test]
fn request() {
    run("request", &["seeds/request"], twinspec_fuzz::request, 1_000);
}

#[test]
fn writers() {
    run("writers", &["seeds/writers"], twinspec_fuzz::writers, 1_000);
}
