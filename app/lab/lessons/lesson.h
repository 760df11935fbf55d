// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/lessons/lessonstep.h"

namespace miniqq::lab {

/// One of the two or three sides of an experiment, shown as a card.
struct LessonEnd
{
    enum class Role { Server, Client, Peer };
    enum class Transport { Tcp, Udp };

    QString name; ///< in the steps: "server"; its sockets are "server" and "server.SOMETHING"
    Role role = Role::Client;
    Transport transport = Transport::Tcp;
    BothLanguages title;
};

/// The views that matter to a lesson.
enum class LessonView { Ruler, Bench, Exchange, Lane, Tuples, Ports };

/// An answer the class can vote for.
struct LessonChoice
{
    BothLanguages text;
    bool right = false;
};

/// The direction that ruler and bench look at, by the names of sockets.
struct LessonStream
{
    QString from;
    QString to;
    Encoding encoding = Encoding::Utf8;

    bool isNull() const { return from.isEmpty(); }
};

/// Something to know beside the experiment: a layer, a metaphor.
struct LessonCard
{
    /// How it is known; None for what is no statement about this run.
    enum class Certainty { None, Observed, Derived };

    BothLanguages title;
    BothLanguages text;
    Certainty certainty = Certainty::None;
};

/// What is run: the program as the tutorials have it, or mended.
struct LessonProgram
{
    BothLanguages text; ///< what is done and why; paragraphs separated by newlines
    QStringList code;   ///< Python, as it is shown to the class, with English remarks
    QStringList codeZh; ///< the same with Chinese ones
    QList<LessonStep> steps;

    const QStringList &codeIn(QLocale::Language language) const
    {
        return language == QLocale::Chinese ? codeZh : code;
    }
};

/// A guided experiment. A plain value; see resources/lessons/README.md for the file it is read from.
struct Lesson
{
    QString id; ///< "half-a-character"
    int minutes = 10;
    BothLanguages title;
    BothLanguages subtitle;
    BothLanguages question;
    QList<LessonChoice> choices; ///< exactly one is right
    BothLanguages answer;        ///< the explanation, shown afterwards
    QList<LessonEnd> ends;
    QList<LessonView> views;
    LessonStream stream; ///< null if bytes do not matter
    QList<LessonCard> cards;
    LessonProgram printed;
    std::optional<LessonProgram> repair; ///< "Next: mend it"; none if there is nothing to mend
    bool beyondLoopback = false;         ///< binds to addresses that others can reach while it runs

    const LessonEnd *findEnd(const QString &endName) const;
};

} // namespace miniqq::lab
