//! The one lock of an index's folder: who holds it may write.
//!
//! It is the file that the engine locks, so that older programs respect it too. Who holds it leaves the number of its process in
//! it, for others to name.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{self, Read as _, Seek as _, Write as _},
    path::Path,
    process, thread,
    time::Duration,
};

/// The file of the lock.
pub const FILE: &str = ".tantivy-writer.lock";
/// How long is waited between two tries.
const PAUSE: Duration = Duration::from_millis(50);
/// How long this process waits for a lock of its own: a thread of the engine that has ended its work may hold it for a moment longer, as
/// may a process that was started meanwhile, until it has become its program.
const OWN: Duration = Duration::from_secs(10);
/// Digits of a process's number, and more.
const MOST_NUMBER: u64 = 32;

/// The lock; it is given back when this is dropped, however the program ends.
#[derive(Debug)]
pub struct WriterLock {
    _file: File,
}

/// Why there is no lock.
pub enum Refused {
    /// A process has it, by its number where it is known.
    Held(Option<u32>),
    /// The system gives none.
    Io(io::Error),
}

impl WriterLock {
    /// Takes the lock of a folder; where another process has it, waits as long as this.
    ///
    /// # Errors
    /// It was not given in that time.
    pub fn take(dir: &Path, wait: Duration) -> Result<Self, Refused> {
        let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(dir.join(FILE));
        let mut file = open.map_err(Refused::Io)?;
        let mut waited = Duration::ZERO;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(error)) => return Err(Refused::Io(error)),
                Err(TryLockError::WouldBlock) => {
                    let holder = holder(&mut file);
                    let wait = if holder == Some(process::id()) { wait.max(OWN) } else { wait };
                    if waited >= wait {
                        return Err(Refused::Held(holder));
                    }
                    let pause = PAUSE.min(wait.saturating_sub(waited));
                    thread::sleep(pause);
                    waited += pause;
                }
            }
        }
        let number = format!("{}\n", process::id());
        let told = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(number.as_bytes()));
        told.map_err(Refused::Io)?;
        Ok(Self { _file: file })
    }
}

/// The number that the holder has left.
fn holder(file: &mut File) -> Option<u32> {
    let mut number = String::new();
    let read = file.rewind().and_then(|()| file.take(MOST_NUMBER).read_to_string(&mut number));
    match (read, number.trim().parse()) {
        (Ok(_), Ok(number)) => Some(number),
        // Who took it has not yet written, or is another program.
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_this_process_is_about_to_give_back_is_waited_for() {
        let dir = tempfile::tempdir().unwrap();
        let Ok(lock) = WriterLock::take(dir.path(), Duration::ZERO) else { panic!("no lock") };
        let giving = thread::spawn(move || drop(lock));
        assert!(WriterLock::take(dir.path(), Duration::ZERO).is_ok());
        giving.join().unwrap();
    }

    #[test]
    fn another_is_named_at_once() {
        let dir = tempfile::tempdir().unwrap();
        let file = File::create(dir.path().join(FILE)).unwrap();
        file.lock().unwrap();
        std::fs::write(dir.path().join(FILE), "4711\n").unwrap();
        let refused = WriterLock::take(dir.path(), Duration::ZERO);
        assert!(matches!(refused, Err(Refused::Held(Some(4711)))));
    }
}
