// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/lessons/lessonlibrary.h"

#include <QAbstractListModel>
#include <QListView>

namespace miniqq::lab {

/// The lessons in teaching order, by title; a broken file with what is wrong with it.
class LessonListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { SubtitleRole = Qt::UserRole + 1, NumberRole, MinutesRole, BrokenRole, DoneRole };

    using QAbstractListModel::QAbstractListModel;

    void setLessons(QList<LessonEntry> lessons);
    const LessonEntry &at(int row) const { return m_lessons[row]; }
    /// It was run to its end.
    void setDone(int row);
    void languageChanged();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QList<LessonEntry> m_lessons;
    QSet<QString> m_done; // ids
};

/// The list of lessons to choose from.
class LessonList : public QListView
{
    Q_OBJECT
public:
    explicit LessonList(LessonListModel &model, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(int row);

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace miniqq::lab
