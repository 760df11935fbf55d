// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

namespace miniqq::client {

/// Somebody who is writing; `name` is foreign.
struct Typist
{
    QString account;
    QString name;

    friend bool operator==(const Typist &, const Typist &) = default;
};

/// Who is writing right now. Its height is always reserved, so that nothing jumps.
class TypingStrip : public QWidget
{
    Q_OBJECT
public:
    explicit TypingStrip(QWidget *parent = nullptr);

    void setTypists(const QList<Typist> &typists);
    /// The words shown; empty if nobody writes.
    QString text() const;

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<Typist> m_typists;
};

} // namespace miniqq::client
