//! `cargo xtask demo`: the Worker and the example blog on this machine.

use std::net::TcpListener;
use std::process::Command;

use anyhow::{Result, bail};

use crate::args::Args;
use crate::{build, run, setup};

/// Where the demo listens and keeps its data.
pub struct Options {
    port: u16,
    blog_port: u16,
    data: String,
}

impl Options {
    pub fn read(args: &mut Args) -> Result<Self> {
        Ok(Self {
            port: args.number("--port", 8787)?,
            blog_port: args.number("--blog-port", 8080)?,
            data: args.value("--data")?.unwrap_or_else(|| ".postil".into()),
        })
    }
}

pub fn run(options: &Options) -> Result<()> {
    for (port, flag) in [(options.port, "--port"), (options.blog_port, "--blog-port")] {
        if TcpListener::bind(("127.0.0.1", port)).is_err() {
            bail!("port {port} is in use; choose another with {flag} N");
        }
    }
    setup::for_build()?;
    build::all(&build::Options::default())?;
    let mut node = run::program("node");
    node.arg("xtask/demo.mjs")
        .arg(options.port.to_string())
        .arg(options.blog_port.to_string())
        .arg(&options.data);
    become_program(&mut node)
}

/// This process turns into Node: Ctrl-C and `kill` reach the demo itself, which stops what it started.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    bail!("cannot start node: {}", command.exec())
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Result<()> {
    run::shown(command)
}
