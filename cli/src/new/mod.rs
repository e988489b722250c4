//! `new`: a project of a document, or another API of a project.

mod description;
mod files;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use files::Project;
use twinspec_generator::generate::generate;
use twinspec_generator::output::{self, Lock};

use crate::configuration::{FILE, PackageName};
use crate::print::{self, shown};
use crate::{Repository, report};

/// Makes a project of an OpenAPI document: its configuration, the document in place, client, mock and documentation, a test
/// that calls the client against the mock, and a file for CI. Inside of a cargo workspace it adds all that to the workspace.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  new petstore petstore.json")]
pub struct Arguments {
    /// The name of the project and of its crates: lower-case letters, digits and `-`
    #[arg(value_parser = |text: &str| PackageName::try_from(text.to_owned()))]
    name: PackageName,
    /// The OpenAPI document, a file: JSON or YAML. Files that it refers to are copied too.
    document: PathBuf,
}

pub(crate) fn run(arguments: &Arguments, repository: &Repository) -> Result<ExitCode> {
    let name = arguments.name.as_str();
    if arguments.document.to_string_lossy().contains("://") {
        bail!("the document is a file: fetch it first, as with `curl -O {}`", arguments.document.display());
    }
    let Some(described) = report::read(description::read(&arguments.document), repository)? else {
        return Ok(ExitCode::FAILURE);
    };
    if repository.has_file() {
        bail!(
            "`{}` has a project already: put the document somewhere in it, name it below `apis` in that file as `{name}: {{ \
             document: PATH }}`, and run `{} codegen`",
            shown(&repository.root().join(FILE)),
            repository.command(),
        );
    }
    // A workspace grows; anything else is a folder of its own, which appears when it is complete.
    let here = std::env::current_dir().context("cannot find the current folder")?;
    let (target, workspace) = match workspace::around(&here)? {
        Some(root) => (root.clone(), Some(root)),
        None => (here.join(name), None),
    };
    let beside = workspace.as_ref().unwrap_or(&here);
    let scratch = output::scratch_folder(beside)?;
    let root = scratch.path();
    let document = described.copy_to(root, name)?;
    let checkout = repository.checkout();
    files::configuration(root, name, &document, checkout.as_deref())?;

    let inside = Repository::open(repository.command(), root)?;
    let folder = inside.generated().join(name);
    let settings = inside.settings(name, &folder)?;
    let Some(generated) = report::read(generate(&root.join(&document), &settings), repository)? else {
        return Ok(ExitCode::FAILURE);
    };
    let lint = format!("{} lint {name}", repository.command());
    report::summary(name, &described.diagnostics, &described.files, repository, &lint);
    let comparison = output::compare(&folder, &generated.tree);
    output::write(&folder, &generated.tree, &comparison, &Lock::take(&inside.generated())?)?;

    let [client, mock] = generated.packages.as_slice() else { bail!("there is no mock of `{name}`") };
    let project = Project { name, client, mock, document: &document, first_call: generated.first_call.as_ref() };
    project.write(root, workspace.is_none())?;
    let members = [format!("generated/{name}/client"), format!("generated/{name}/mock"), format!("tests/{name}")];
    match &workspace {
        Some(workspace) => workspace::merge(root, workspace, &members)?,
        None => {
            workspace::add_members(&root.join("Cargo.toml"), &members)?;
            description::appear(scratch, &target)?;
        }
    }

    let operations = generated.api.operations.iter().filter(|operation| !operation.is_variant).count();
    print::line(format_args!("{name}: {operations} operations, in `{client}`, `{mock}` and `tests/{name}`\n"));
    if workspace.is_none() {
        print::line(format_args!("cd {name}"));
    }
    for (command, what) in [
        (format!("cargo test -p {name}-tests"), "calls the client against the mock".to_owned()),
        (format!("cargo run -p {mock} -- --port 8080"), "the mock, for any other language".to_owned()),
        (format!("{} codegen", repository.command()), format!("after each change of {}", document.display())),
    ] {
        print::line(format_args!("{command:<50} # {what}"));
    }
    Ok(ExitCode::SUCCESS)
}
