// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/models/recording.h"

#include <QWidget>

class QStackedWidget;
class QTableView;

namespace miniqq::ui {
class Button;
class ElidedLabel;
class EmptyState;
class HexView;
class Label;
class SearchField;
} // namespace miniqq::ui

namespace miniqq::lab {

/// The tab "Recordings": shows a file that miniqq-lab --events has written, event by event, and saves what
/// happened in this program so far as such a file. Files are read and written on a thread of the pool.
class RecordingsPage final : public QWidget
{
    Q_OBJECT

public:
    /// The log must outlive the page.
    explicit RecordingsPage(const tap::TrafficLog &log, QWidget *parent = nullptr);

    /// Reads the file and shows it; what is wrong with it is told instead.
    void open(const QString &file);
    /// Saves what the log holds.
    void save(const QString &file);
    RecordingModel &model() { return *m_model; }
    QTableView &table() { return *m_table; }
    ui::SearchField &filter() { return *m_filter; }
    ui::HexView &bytes() { return *m_bytes; }
    /// What is told about the last file.
    QString told() const;

Q_SIGNALS:
    void opened(); ///< or the reason why not is told
    void saved();  ///< likewise

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void askForFile(bool toSave);
    void tell(const QString &text, bool fault);
    void showDetails();
    void retranslate();
    QString summary() const;

    const tap::TrafficLog &m_log;
    RecordingModel *m_model;
    ui::Button *m_open;
    ui::Button *m_save;
    ui::ElidedLabel *m_told;
    ui::SearchField *m_filter;
    QStackedWidget *m_pages;
    ui::EmptyState *m_empty;
    QTableView *m_table;
    ui::Label *m_title;
    ui::Label *m_details;
    ui::HexView *m_bytes;
    int m_question = 0; // an older file that is read late is dropped
};

} // namespace miniqq::lab
