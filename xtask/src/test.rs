//! placeholder
use crate::args::Args;
use anyhow::Result;
pub struct Options {
    pub soak: bool,
}
impl Options {
    pub fn read(_args: &mut Args, soak: bool) -> Result<Self> {
        Ok(Self { soak })
    }
}
pub fn run(_options: &Options) -> Result<()> {
    Ok(())
}
