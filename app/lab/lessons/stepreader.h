// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/lessons/fieldreader.h"
#include "app/lab/lessons/lesson.h"

#include <QHash>

namespace miniqq::lab {

/// Reads the steps of one program, in order: which sockets there are is checked as it goes, so that a step
/// cannot use one that no step before it made.
class StepReader
{
public:
    /// Of the lesson, its ends, stream and reach must have been read.
    explicit StepReader(const Lesson &lesson)
        : m_lesson(lesson)
    {}

    LessonStep read(FieldReader &fields);

    /// Whether a socket of this name was made by some step.
    bool knows(const QString &socket) const { return m_sockets.contains(socket); }

private:
    struct Socket
    {
        bool isService = false;
        bool isOpen = true;
        bool keepsGroups = false; ///< its multicast stays on this machine
        Kind kind = Kind::Stream;
    };
    enum class Use { Dial, Bind, Group };

    void readTarget(FieldReader &fields, LessonStep &step);
    void readArguments(FieldReader &fields, LessonStep &step);
    void readSocketArguments(FieldReader &fields, LessonStep &step);
    void readService(FieldReader &fields, LessonStep &step);
    void readReceive(FieldReader &fields, LessonStep &step);
    void readOption(FieldReader &fields, LessonStep &step);
    void readData(FieldReader &fields, LessonStep &step);
    void readExpectation(FieldReader fields, LessonStep &step);
    void readBytes(FieldReader &fields, Expectation &expect);
    Place readPlace(FieldReader &fields, const char *key, Use use, const QString &byDefault);
    void checkReach(FieldReader &fields, const char *key, Use use, const Place &place, const QString &on);
    QString readOther(FieldReader &fields, const char *key);
    QString readName(FieldReader &fields, const char *key);
    Encoding readEncoding(FieldReader &fields);
    QByteArray encode(FieldReader &fields, const char *key, const QString &text, Encoding encoding);
    QByteArray hex(FieldReader &fields, const char *key);
    void make(FieldReader &fields, const char *key, const QString &name, const Socket &socket);

    const Lesson &m_lesson;
    QHash<QString, Socket> m_sockets;
    qint64 m_dataBytes = 0; // of all steps so far
};

} // namespace miniqq::lab
