// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/workbench/transcript.h"

#include <QPlainTextEdit>
#include <QPointer>
#include <QTimer>

namespace miniqq::lab {

/// A transcript to read and to copy from: a sign and a colour for each kind of line. Follows the end unless
/// scrolled away. Drawn ten times a second at most, however fast lines come.
class TranscriptView : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit TranscriptView(QWidget *parent = nullptr);

    void setTranscript(Transcript *transcript);
    /// What stands there while there is nothing to read.
    void setHint(const QString &hint) { setPlaceholderText(hint); }

    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void showAll();
    void append(const Transcript::Line &line, bool first);

    QPointer<Transcript> m_transcript;
    QTimer m_soon;
    bool m_stale = true; // everything has to be written anew
    quint64 m_last = 0;  // number of the newest line that is shown
    QString m_lastText;  // it may have grown since
};

} // namespace miniqq::lab
