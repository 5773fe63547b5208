//! What `rapport doctor` looks at of a server: database, migrations, queue, clock, disk, secret.

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use rapport_model::Clock as _;
use rapport_store::{Scope, Store};

use crate::doctor::Found;
use crate::house::{self, Now, Place};
use crate::language::Lang;

/// Less free space than this is worth a word, in bytes.
const TIGHT: u64 = 1 << 30;

/// More waiting conversations than this are worth a word.
const MANY: i64 = 5_000;

/// The clock may stand so far behind the newest row, in milliseconds.
const BEHIND_MS: i64 = 60_000;

/// Everything, where a server keeps anything here; one line where none does.
pub fn looks(place: &Place, lang: Lang) -> Vec<(&'static str, Found)> {
    let name = lang.pick("database", "数据库");
    let there = place.url().is_some() || place.file().is_ok_and(|file| file.exists());
    if !there {
        return vec![(name, Found::Fine(lang.pick("none yet; `rapport serve` makes it", "尚未建立，`rapport serve` 会新建").into()))];
    }
    let mut looks = match house::run(database(place, lang)) {
        Ok(looks) => looks,
        Err(error) => {
            let mend = lang.pick("start the database, or name another with --database or --data", "请启动数据库，或用 --database、--data 另行指定");
            vec![(name, Found::Wrong { what: format!("{error:#}"), mend: mend.into() })]
        }
    };
    if let Ok(folder) = place.folder() {
        looks.push((lang.pick("disk", "磁盘"), disk(&folder, lang)));
    }
    if let Ok(file) = place.secret() {
        looks.push((lang.pick("secret", "密钥文件"), secret(&file, lang)));
    }
    looks
}

async fn database(place: &Place, lang: Lang) -> Result<Vec<(&'static str, Found)>> {
    let store = match place.url() {
        Some(url) => Store::look_at(&url, Arc::new(Now)).await?,
        None => Store::look_at_file(&place.file()?, Arc::new(Now)).await?,
    };
    store.ping().await?;
    let lacks = store.lacks().await?;
    let mut looks = vec![(lang.pick("database", "数据库"), version(store.kind(), lacks, lang))];
    if lacks == 0 {
        looks.push((lang.pick("queue", "队列"), queue(&store, lang).await?));
        looks.push((lang.pick("clock", "时钟"), clock(&store, lang).await?));
    }
    store.close().await;
    Ok(looks)
}

fn version(kind: &str, lacks: i64, lang: Lang) -> Found {
    match lacks {
        0 => Found::Fine(match lang {
            Lang::En => format!("{kind} answers, and is of this version"),
            Lang::Zh => format!("{kind} 可用，版本一致"),
        }),
        lacks if lacks > 0 => Found::Note {
            what: match lang {
                Lang::En => format!("{kind} answers, {lacks} migrations behind"),
                Lang::Zh => format!("{kind} 可用，落后 {lacks} 次迁移"),
            },
            mend: lang.pick("make a backup; the next start of `rapport serve` brings it forward", "请先备份；下次 `rapport serve` 启动时自动升级").into(),
        },
        _ => Found::Wrong {
            what: lang.pick("a newer rapport made this database", "该数据库由更新版本的 rapport 建立").into(),
            mend: lang.pick("run that version, or restore a backup of before", "请使用该版本，或恢复之前的备份").into(),
        },
    }
}

async fn queue(store: &Store, lang: Lang) -> Result<Found> {
    let system = Scope::system();
    let waiting = store.backlog(&system).await?;
    let failed = store.jobs(&system, Some("failed"), 1000).await?.len();
    let what = match lang {
        Lang::En => format!("{waiting} wait or run, {failed} failed"),
        Lang::Zh => format!("{waiting} 个等待或进行中，{failed} 个失败"),
    };
    Ok(match () {
        () if failed > 0 => Found::Note {
            what,
            mend: lang.pick("`rapport jobs` says why; `rapport jobs --retry all` tries again", "`rapport jobs` 说明原因；`rapport jobs --retry all` 重试").into(),
        },
        () if waiting > MANY => Found::Note {
            what,
            mend: lang.pick("start `rapport serve`, or further ones on PostgreSQL", "请启动 `rapport serve`，或在 PostgreSQL 上启动更多进程").into(),
        },
        () => Found::Fine(what),
    })
}

async fn clock(store: &Store, lang: Lang) -> Result<Found> {
    let newest = store.latest_moment(&Scope::system()).await?;
    Ok(match newest {
        Some(newest) if newest > Now.now_ms() + BEHIND_MS => Found::Wrong {
            what: lang.pick("it stands before the newest row of the database", "时间早于数据库中最新的记录").into(),
            mend: lang.pick("set the clock of this machine, or let it follow a time server", "请校准本机时钟，或启用时间同步").into(),
        },
        _ => Found::Fine(lang.pick("not before the newest row of the database", "不早于数据库中最新的记录").into()),
    })
}

#[cfg(unix)]
fn disk(folder: &Path, lang: Lang) -> Found {
    match rustix::fs::statvfs(folder) {
        Ok(disk) => {
            let free = disk.f_bavail * disk.f_frsize;
            let gigabytes = free as f64 / 1e9;
            let what = match lang {
                Lang::En => format!("{gigabytes:.1} GB free at {}", folder.display()),
                Lang::Zh => format!("{} 剩余 {gigabytes:.1} GB", folder.display()),
            };
            if free < TIGHT {
                Found::Note { what, mend: lang.pick("make room, or move the data folder", "请清理空间，或移动数据目录").into() }
            } else {
                Found::Fine(what)
            }
        }
        Err(error) => Found::Note { what: error.to_string(), mend: lang.pick("look whether the data folder is there", "请检查数据目录是否存在").into() },
    }
}

#[cfg(not(unix))]
fn disk(_: &Path, lang: Lang) -> Found {
    Found::Fine(lang.pick("not looked at on this system", "此系统不检查").into())
}

/// Whether it is there, whole, and its owner's alone.
fn secret(file: &Path, lang: Lang) -> Found {
    let mend = || lang.pick("put the right file back, or name it with --secret-file", "请放回正确的文件，或用 --secret-file 指定").to_owned();
    match file.metadata() {
        Ok(data) if data.len() != 32 => Found::Wrong { what: format!("{}: {}", file.display(), lang.pick("it has not 32 bytes", "长度不是 32 字节")), mend: mend() },
        #[cfg(unix)]
        Ok(data) if std::os::unix::fs::PermissionsExt::mode(&data.permissions()) & 0o077 != 0 => {
            let what = format!("{}: {}", file.display(), lang.pick("others on this machine can read it", "本机其他用户可以读取"));
            Found::Wrong { what, mend: format!("chmod 600 {}", file.display()) }
        }
        Ok(_) => Found::Fine(file.display().to_string()),
        Err(error) => Found::Wrong { what: format!("{}: {error}", file.display()), mend: mend() },
    }
}
