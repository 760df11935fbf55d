// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/strips.h"

#include <QModelIndex>

class QStackedLayout;

namespace miniqq::ui {

class Badge;
class ElidedLabel;
class EmptyState;
class FrameFieldsView;
class HexView;
class IconButton;
class Label;

/// One frame in full: who to whom, its fields and its bytes. Field and bytes are one selection.
class FrameDetails : public Pane
{
    Q_OBJECT
public:
    explicit FrameDetails(QWidget *parent = nullptr);

    /// A row of a tap::TrafficModel; an invalid index shows what to do instead.
    void setEvent(const QModelIndex &index);

    FrameFieldsView *fields() const { return m_fields; }
    HexView *hex() const { return m_hex; }
    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;

private:
    class Legend;
    void retranslate();
    void showField(qsizetype begin, qsizetype end, const QString &name, const QString &explanation);
    void showCharacters();
    void copyFrame();

    EmptyState *m_empty;
    QWidget *m_content;
    QStackedLayout *m_stack;
    Label *m_type;
    ElidedLabel *m_route;
    Badge *m_badge;
    IconButton *m_copy;
    FrameFieldsView *m_fields;
    Label *m_bytesTitle;
    Legend *m_legend;
    HexView *m_hex;
    Label *m_note;
    Label *m_meaning;
    InfoBox *m_noteBox = nullptr;
    QString m_explanation;
    QString m_reason;
    bool m_redacted = false;
};

} // namespace miniqq::ui
