//! `postil`: moves the comments of large sites in and out, from a command line.
//!
//! This file reads the command line. Each command has a file of its name.
//!
//! **Architecture Invariant:** the owner's key is never an argument, where other users of a machine
//! would see it, and goes to nobody but the address that was named.

#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)
)]

mod address;
mod args;
mod count;
mod desk;
mod export;
mod failure;
mod halt;
mod import;
mod imports;
mod owner_key;
mod screen;
mod undo;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use screen::Screen;

fn main() -> ExitCode {
    let args = Args::parse();
    let screen = Screen::new();
    let outcome = match &args.command {
        Command::Import(options) => import::run(options, &screen),
        Command::Export(options) => export::run(options, &screen),
        Command::Undo(options) => undo::run(options, &screen),
        Command::Imports(options) => imports::run(options, &screen),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            screen.say(failure);
            ExitCode::FAILURE
        }
    }
}
