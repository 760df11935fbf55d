// SPDX-License-Identifier: MIT
#include "common/ui/programarguments.h"

namespace miniqq::ui {

ProgramArguments::ProgramArguments(int argc, char **argv)
{
    for (int i = 0; i < argc; ++i) {
        QByteArray word(argv[i]);
        if (word == "--name" && i + 1 < argc)
            word += '=' + QByteArray(argv[++i]);
        m_words.append(word);
    }
    for (QByteArray &word : m_words)
        m_values.append(word.data());
    m_values.append(nullptr);
    m_count = int(m_words.size());
}

} // namespace miniqq::ui
