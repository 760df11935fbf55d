// SPDX-License-Identifier: MIT
#pragma once

#include <QListView>

namespace miniqq::ui {

/// The frames of a tap::TrafficModel, one row of 40 px each: a bar and the type in the colour of its family,
/// who to whom, size and time. Follows the end unless scrolled away.
class FrameListView : public QListView
{
    Q_OBJECT
public:
    explicit FrameListView(QWidget *parent = nullptr);

    bool isFollowing() const { return m_follow; }
    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

protected Q_SLOTS:
    void updateGeometries() override;

private:
    bool m_follow = true;
    bool m_placing = false;
};

} // namespace miniqq::ui
