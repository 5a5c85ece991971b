//! No copyleft in the tree: every dependency's licence is allowed by `deny.toml`. Works without the network.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::Value;
use std::process::Command;

#[test]
fn every_dependency_has_an_allowed_licence() {
    let rules: toml::Table = std::fs::read_to_string("deny.toml").unwrap().parse().unwrap();
    let allowed: Vec<spdx::Licensee> =
        strings(&rules["licenses"]["allow"]).map(|l| spdx::Licensee::parse(l).unwrap()).collect();
    let banned: Vec<&str> =
        rules["bans"]["deny"].as_array().unwrap().iter().filter_map(|b| b["crate"].as_str()).collect();
    let packages = packages();
    assert!(packages.len() > 50, "cargo metadata lists {} packages", packages.len());
    let mut faults = Vec::new();
    for package in &packages {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str().unwrap_or_default().replace('/', " OR ");
        let fine = spdx::Expression::parse_mode(&licence, spdx::ParseMode::LAX)
            .is_ok_and(|e| e.evaluate(|need| allowed.iter().any(|l| l.satisfies(need))));
        if !fine {
            faults.push(format!("{name}: licence `{licence}` is not allowed"));
        }
        if banned.contains(&name) {
            faults.push(format!("{name} is banned"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn packages() -> Vec<Value> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let host = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let mut command = Command::new(cargo);
    command.args(["metadata", "--format-version", "1", "--offline", "--locked"]);
    if cfg!(target_os = "linux") {
        command.args(["--filter-platform", &host]);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

fn strings(value: &toml::Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().filter_map(toml::Value::as_str)
}
