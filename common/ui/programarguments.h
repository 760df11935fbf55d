// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

namespace miniqq::ui {

/// The words a program was started with, for QApplication. On X11 Qt takes `--name VALUE` for itself (the
/// name of X resources) and hides it from the program; written `--name=VALUE`, as here, it reaches us.
class ProgramArguments
{
public:
    ProgramArguments(int argc, char **argv);
    Q_DISABLE_COPY_MOVE(ProgramArguments)

    /// To be given to QApplication, which changes both; this must outlive it.
    int &count() { return m_count; }
    char **values() { return m_values.data(); }

private:
    QList<QByteArray> m_words;
    QList<char *> m_values; ///< into m_words, and a null at the end
    int m_count = 0;
};

} // namespace miniqq::ui
