//! The rates of the summary as CSV: one row a group and skill, and one a behaviour.

use super::groups::By;
use super::rate::{Cluster, Rate};
use super::{Summary, text};
use crate::report::View;
use crate::sheet::{cell, written};

const COLUMNS: [&str; 16] = [
    "part",
    "by",
    "name",
    "item",
    "title",
    "conversations",
    "found_for",
    "found_against",
    "found_signal",
    "taken",
    "opportunities",
    "low",
    "high",
    "clusters",
    "clustered_by",
    "band",
];

/// The whole table, behind the mark by which spreadsheets know UTF-8.
pub fn table(view: &View, summary: &Summary) -> Vec<u8> {
    let mut out = "\u{feff}".as_bytes().to_vec();
    out.extend(written(|sheet| {
        sheet.write_record(COLUMNS)?;
        let all = summary.groups.all();
        for (skill, rate) in &all {
            sheet.write_record(skill_row(view, By::All, "", skill, summary.conversations, rate, ""))?;
        }
        for by in By::PARTS {
            for (skill, whole) in &all {
                for entry in summary.groups.of(by, skill, whole) {
                    sheet.write_record(skill_row(view, by, entry.name.unwrap_or_default(), skill, entry.conversations, &entry.rate, entry.band.as_str()))?;
                }
            }
        }
        for (id, own) in text::in_order(view, summary) {
            let sums = &own.opportunities;
            let rate = Rate {
                taken: sums.taken,
                opportunities: sums.opportunities,
                against: own.found[1],
                interval: sums.interval(),
                clusters: sums.count,
                cluster: Cluster::Conversation,
            };
            let mut row = rated(&rate);
            [row[0], row[1]] = ["behaviour", "all"].map(str::to_owned);
            (row[3], row[4]) = (cell(id), cell(view.name(id)));
            row[5] = own.conversations.to_string();
            (row[6], row[8]) = (own.found[0].to_string(), own.found[2].to_string());
            sheet.write_record(row)?;
        }
        Ok(())
    }));
    out
}

fn skill_row(view: &View, by: By, name: &str, skill: &str, conversations: u64, rate: &Rate, band: &str) -> [String; 16] {
    let mut row = rated(rate);
    row[0] = "skill".to_owned();
    row[1] = by.as_str().to_owned();
    row[2] = cell(name);
    row[3] = skill.to_owned();
    row[4] = crate::report::skill_name(skill, view.lang).to_owned();
    row[5] = conversations.to_string();
    row[15] = band.to_owned();
    row
}

fn rated(rate: &Rate) -> [String; 16] {
    let mut row: [String; 16] = Default::default();
    row[7] = rate.against.to_string();
    if rate.opportunities > 0 {
        row[9] = rate.taken.to_string();
        row[10] = rate.opportunities.to_string();
        row[11] = format!("{:.3}", f64::from(rate.interval.0) / 1000.0);
        row[12] = format!("{:.3}", f64::from(rate.interval.1) / 1000.0);
        row[13] = rate.clusters.to_string();
        row[14] = rate.cluster.as_str().to_owned();
    }
    row
}
