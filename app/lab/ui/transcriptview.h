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

    QPointer<Transcript> m_transcript;
    QTimer m_soon;
};

} // namespace miniqq::lab
