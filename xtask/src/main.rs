//! `cargo xtask …`: everything that is done with the sources besides editing them.
//!
//! This file only reads the command line. Each command has a file of its name.

mod args;
mod bench;
mod build;
mod demo;
mod paths;
mod run;
mod setup;
mod test;

use anyhow::{Result, bail};

const USAGE: &str = "\
cargo xtask <command>

  build [--out DIR] [--previous DIR] [--debug-widget]
        [--only-desk] [--only-worker]
          everything a deployment needs, in dist/ (or DIR); --previous carries
          the hashed assets of an earlier dist/ forward; --only-desk and
          --only-worker build that part anew beside what is there
  demo  [--port N] [--blog-port N] [--data DIR]
          the Worker and the example blog on this machine
  test  [--only WORDS] [--skip-native]
          every check; --only runs the files of tests/ whose name holds WORDS
  soak  [--only WORDS] [--skip-native]
          the same at full size
  bench [--only PARTS] [--as-built] [--write]
          the budgets of the design: bytes, isso, long, worker, keys; fails past
          one. --only takes one of these or several; --as-built
          measures the dist/ that is there, --write puts the table into the README
  setup   installs what the other commands need";

fn main() -> std::process::ExitCode {
    match command(args::Args::from_env()) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            // The whole chain on one line, and no backtrace: what failed is another program's work.
            eprintln!("error: {error:#}");
            std::process::ExitCode::FAILURE
        }
    }
}

fn command(mut args: args::Args) -> Result<()> {
    match args.command().as_deref() {
        Some("build") => {
            let options = build::Options::read(&mut args)?;
            args.end()?;
            setup::for_build()?;
            build::all(&options)
        }
        Some("demo") => {
            let options = demo::Options::read(&mut args)?;
            args.end()?;
            demo::run(&options)
        }
        Some(name @ ("test" | "soak")) => {
            let options = test::Options::read(&mut args, name == "soak")?;
            args.end()?;
            test::run(&options)
        }
        Some("bench") => {
            let options = bench::Options::read(&mut args)?;
            args.end()?;
            bench::run(&options)
        }
        Some("setup") => {
            args.end()?;
            setup::for_build()?;
            setup::browser().map(|path| println!("browser: {}", path.display()))
        }
        Some("help" | "--help" | "-h") => {
            println!("{USAGE}");
            Ok(())
        }
        Some(other) => bail!("there is no command {other}\n\n{USAGE}"),
        None => bail!("which command?\n\n{USAGE}"),
    }
}
