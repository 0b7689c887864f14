//! What is longer than the screen, page by page.
//!
//! As git does it: `$DATELINE_PAGER`, else `$PAGER`, else `less`, with `LESS=FRX` where nothing is said (what fits the screen is
//! just printed, colours are kept, nothing is wiped away), and only where standard output is a terminal. An empty one, or `cat`, is none. The
//! program is started itself and not by a shell, so that its arguments are parted by blanks alone.

use std::{
    env, io,
    io::Write,
    process::{Child, ChildStdin, Command, Stdio},
};

use anstream::adapter::StripBytes;

/// The pager that is running; what is written goes to it.
pub struct Pager {
    child: Child,
    input: Option<ChildStdin>,
    /// Takes styles out, where none are wanted.
    strip: Option<StripBytes>,
}

/// The command of a pager and its arguments, by what the variables say; none where none is wanted.
fn words(own: Option<String>, general: Option<String>) -> Option<Vec<String>> {
    let said = own.or(general).unwrap_or_else(|| "less".to_owned());
    let words: Vec<String> = said.split_whitespace().map(str::to_owned).collect();
    match words.first().map(String::as_str) {
        None | Some("cat") => None,
        Some(_) => Some(words),
    }
}

impl Pager {
    /// Starts the pager, for text with styles or without; `None` where none is wanted or it cannot be started.
    pub fn start(styles: bool) -> Option<Self> {
        let said = |name: &str| env::var(name).ok();
        let words = words(said("DATELINE_PAGER"), said("PAGER"))?;
        let (program, arguments) = words.split_first()?;
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::piped());
        for (name, value) in [("LESS", "FRX"), ("LV", "-c")] {
            if env::var_os(name).is_none() {
                command.env(name, value);
            }
        }
        let mut child = command.spawn().ok()?;
        let input = child.stdin.take();
        Some(Self { child, input, strip: (!styles).then(StripBytes::new) })
    }
}

impl Write for Pager {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // It is there until the end.
        let Some(input) = &mut self.input else { return Ok(bytes.len()) };
        match &mut self.strip {
            None => input.write_all(bytes)?,
            Some(strip) => strip.strip_next(bytes).try_for_each(|printable| input.write_all(printable))?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.input.as_mut().map_or(Ok(()), ChildStdin::flush)
    }
}

impl Drop for Pager {
    /// Waits until the reader has seen enough.
    fn drop(&mut self) {
        drop(self.input.take());
        // Nobody can be told that it went away.
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_pager() {
        let said = |text: &str| Some(text.to_owned());
        for (own, general, expected) in [
            (None, None, Some("less")),
            (None, said("more -d"), Some("more -d")),
            (said("most"), said("more"), Some("most")),
            (said(""), said("more"), None),
            (said("cat"), None, None),
            (None, said(" "), None),
        ] {
            assert_eq!(words(own, general).map(|words| words.join(" ")).as_deref(), expected);
        }
    }
}
