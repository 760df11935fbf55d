// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/button.h"

#include <QWidget>

class QHBoxLayout;

namespace miniqq::ui {

class Label;

/// What a pane shows while it has nothing to show: a drawing, a line, a sentence and one or two actions.
class EmptyState : public QWidget
{
    Q_OBJECT
public:
    /// Line drawings; Icon shows `iconName` in a quiet disc instead.
    enum class Drawing { Bubbles, Lanes, Icon };

    explicit EmptyState(QWidget *parent = nullptr);

    void setDrawing(Drawing drawing, const QString &iconName = {});
    void setText(const QString &heading, const QString &sentence);
    QString heading() const;
    Button *addAction(const QString &iconName, const QString &text, ButtonKind kind);
    void clearActions();

private:
    class Picture;
    Picture *m_picture;
    Label *m_heading;
    Label *m_sentence;
    QHBoxLayout *m_actions;
};

} // namespace miniqq::ui
