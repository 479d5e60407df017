//! Processes under measure: `aldia` itself, and the bare server that it is held against.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::client::Client;

/// The program, as a release.
pub const ALDIA: &str = env!("CARGO_BIN_EXE_aldia");

/// The core that servers are held to while they are compared.
pub const SERVERS: &str = "0";

/// The core that asks them.
pub const CLIENT: &str = "1";

/// A process that ends with its value.
pub struct Process {
    child: Child,
    ticks: f64,
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A command of `aldia` with a site's settings.
pub fn aldia(config: &Path) -> Command {
    let mut command = Command::new(ALDIA);
    command.env("ALDIA_CONFIG", config).stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The same command, held to one core.
pub fn pinned(command: &Command, core: &str) -> Command {
    let mut held = Command::new("taskset");
    held.args(["-c", core]).arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        held.env(name, value.unwrap_or_default());
    }
    held.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    held
}

/// Holds this process to some cores.
pub fn hold_self(cores: &str) -> Outcome<()> {
    let id = std::process::id().to_string();
    let done = Command::new("taskset").args(["-acp", cores, &id]).stdout(Stdio::null()).status()?;
    if done.success() { Ok(()) } else { Err("taskset failed".into()) }
}

impl Process {
    /// Starts a command.
    pub fn start(mut command: Command) -> Outcome<Self> {
        let ticks = Command::new("getconf").arg("CLK_TCK").output()?;
        let ticks = String::from_utf8(ticks.stdout)?.trim().parse()?;
        Ok(Self { child: command.spawn()?, ticks })
    }

    /// Starts a command that prints something, and gives the first line.
    pub fn telling(mut command: Command) -> Outcome<(Self, String)> {
        command.stdout(Stdio::piped());
        let mut process = Self::start(command)?;
        let out = process.child.stdout.take().ok_or("no output")?;
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line)?;
        Ok((process, line.trim().to_owned()))
    }

    /// Starts a server and waits until it answers `request` with 200.
    pub async fn serving(command: Command, port: u16, request: &[u8]) -> Outcome<Self> {
        let mut process = Self::start(command)?;
        process.answers(port, request).await?;
        Ok(process)
    }

    /// Waits for the first answer.
    pub async fn answers(&mut self, port: u16, request: &[u8]) -> Outcome<()> {
        let begin = Instant::now();
        loop {
            if let Ok(mut client) = Client::connect(port).await
                && client.expect(request).await.is_ok()
            {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                return Err(format!("the server ended: {status}").into());
            }
            if begin.elapsed() > Duration::from_secs(30) {
                return Err("the server does not answer".into());
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// Processor time so far, the program's own and the kernel's for it.
    pub fn processor(&self) -> Outcome<Duration> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let (_, fields) = stat.rsplit_once(')').ok_or("no name in stat")?;
        let fields: Vec<&str> = fields.split_whitespace().collect();
        let ticks: u32 = fields[11].parse::<u32>()? + fields[12].parse::<u32>()?;
        Ok(Duration::from_secs_f64(f64::from(ticks) / self.ticks))
    }

    /// A value of `/proc/PID/status`, in kibibytes: `VmRSS`, resident now, or `VmHWM`, at most.
    pub fn memory(&self, what: &str) -> Outcome<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with(what)).ok_or("no such line")?;
        Ok(line.split_whitespace().nth(1).ok_or("no value")?.parse()?)
    }

    /// Waits until the process ends by itself; gives the most memory it had, in kibibytes.
    pub async fn finish(mut self) -> Outcome<u64> {
        let mut most = 0;
        loop {
            // None is told once it has ended.
            most = self.memory("VmHWM").unwrap_or(most);
            if let Some(status) = self.child.try_wait()? {
                let failed = || format!("the command failed: {status}").into();
                return if status.success() { Ok(most) } else { Err(failed()) };
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}
