//! What a client sends and reads, judged against the document by software that is not of this repository.

mod judge;
mod program;

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};

use super::compile;
use super::outcome::Outcome;
use super::progress::progress;
use super::proof::Proof;
pub(super) use judge::{Judge, Prism};

/// Who is asked.
pub(super) struct Judges {
    pub(super) judge: Judge,
    /// The live server, if it was asked for and can be had.
    pub(super) prism: Option<Prism>,
}

/// Proves each API that was generated below `folder`: its program makes the calls and reads the values, and the judge looks at
/// what comes out. What the judge saw is kept beside the program.
pub(super) fn prove(judges: &Judges, outcomes: &mut [Outcome], folder: &Path, corpus: &Path) -> Result<()> {
    let out = folder.join("generated");
    let mut made: Vec<_> = outcomes.iter_mut().filter(|outcome| outcome.fault.is_none()).collect();
    let mut programs = Vec::new();
    for outcome in &mut made {
        let spec = folder.join("spec").join(&outcome.id);
        match program::write(&spec, &out.join(&outcome.id), &outcome.id) {
            Ok(true) => programs.push(outcome.id.clone()),
            Ok(false) => {}
            Err(error) => outcome.proof = Some(Err(format!("{error:#}"))),
        }
    }
    compile::workspace(&out, &made, &programs)?;
    let bar = progress(programs.len(), "proving ");
    for outcome in made.into_iter().filter(|outcome| programs.contains(&outcome.id)) {
        bar.set_message(outcome.id.clone());
        let start = Instant::now();
        let document = corpus.join(&outcome.document_path);
        outcome.proof = Some(proof(judges, &out, &outcome.id, &document).map_err(|error| format!("{error:#}")));
        outcome.seconds += start.elapsed().as_secs_f64();
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(())
}

fn proof(judges: &Judges, out: &Path, id: &str, document: &Path) -> Result<Proof> {
    let package = program::package(id);
    compile::build(out, &package)?;
    let program = compile::target()?.join("debug").join(&package);
    let folder = out.join(id).join("proof");
    let Judges { judge, prism } = judges;
    let mut proof = judge.judge(document, &folder, &program).with_context(|| format!("cannot judge `{id}`"))?;
    let answers = |prism| judge.answers(prism, document, &folder, &program).map_err(|error| format!("{error:#}"));
    proof.answers = prism.as_ref().map(answers);
    Ok(proof)
}
