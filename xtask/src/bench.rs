//! `cargo xtask bench`: the byte budgets of the design, in brotli at quality 11. 1 KB is 1,000 bytes.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// What is measured together, the files it consists of, and how much it may weigh.
struct Budget {
    what: &'static str,
    files: Vec<PathBuf>,
    limit: usize,
}

pub fn run(dist: &Path) -> Result<()> {
    let mut over = Vec::new();
    println!(
        "{:<42} {:>10} {:>10} {:>10}",
        "what", "raw", "brotli", "budget"
    );
    for budget in budgets(dist)? {
        let (mut raw, mut small) = (0, 0);
        for file in &budget.files {
            let content = fs::read(file).with_context(|| file.display().to_string())?;
            raw += content.len();
            small += brotli(&content)?;
        }
        println!(
            "{:<42} {raw:>10} {small:>10} {:>10}",
            budget.what, budget.limit
        );
        if small > budget.limit {
            over.push(format!(
                "{} is {} bytes over",
                budget.what,
                small - budget.limit
            ));
        }
    }
    if over.is_empty() {
        println!("every budget is kept");
        return Ok(());
    }
    bail!(over.join("; "))
}

fn budgets(dist: &Path) -> Result<Vec<Budget>> {
    let public = dist.join("public");
    let index: serde_json::Value =
        serde_json::from_slice(&fs::read(public.join("assets/current.json"))?)?;
    let named = |key: &str| -> Result<PathBuf> {
        let name = index.get(key).and_then(|value| value.as_str());
        Ok(public.join(name.with_context(|| format!("current.json has no {key}"))?))
    };
    Ok(vec![
        Budget {
            what: "embed.js, its words included",
            files: vec![public.join("embed.js")],
            limit: 3_000,
        },
        Budget {
            what: "the module for readers",
            files: vec![named("reading")?],
            limit: 5_000,
        },
        Budget {
            what: "count.js",
            files: vec![public.join("count.js")],
            limit: 600,
        },
        Budget {
            what: "stylesheet",
            files: vec![named("css")?],
            limit: 4_000,
        },
        Budget {
            what: "widget: WASM and its glue together",
            files: vec![named("wasm")?, named("js")?],
            limit: 85_000,
        },
        Budget {
            what: "backend: WASM",
            files: vec![dist.join("worker/index_bg.wasm")],
            limit: 400_000,
        },
    ])
}

fn brotli(content: &[u8]) -> Result<usize> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut small, &params)?;
    Ok(small.len())
}
