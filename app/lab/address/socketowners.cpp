// SPDX-License-Identifier: MIT
#include "app/lab/address/sockettable.h"
#include "app/lab/address/systemfile.h"

#include <QDir>
#include <QFile>

#include <array>
#include <charconv>
#include <memory>
#include <string_view>

#include <dirent.h>
#include <unistd.h>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

/// Calls `found` with the inode of each socket among the descriptors in the folder. readlink() itself,
/// because there may be a hundred thousand of them.
template<class Found>
void eachSocket(const QByteArray &folder, Found found)
{
    struct Close
    {
        void operator()(DIR *directory) const { ::closedir(directory); }
    };
    const std::unique_ptr<DIR, Close> directory(::opendir(folder.constData()));
    if (!directory)
        return; // another user's, or gone meanwhile
    const int at = ::dirfd(directory.get());
    while (const dirent *entry = ::readdir(directory.get())) {
        std::array<char, 64> target{};
        const ssize_t length = ::readlinkat(at, entry->d_name, target.data(), target.size());
        constexpr std::string_view prefix = "socket:[";
        if (length <= ssize_t(prefix.size()) ||
            std::string_view(target.data(), size_t(length)).substr(0, prefix.size()) != prefix)
            continue;
        quint64 inode = 0;
        std::from_chars(target.data() + prefix.size(), target.data() + length, inode);
        if (inode != 0)
            found(inode);
    }
}

} // namespace

QHash<quint64, SocketOwner> socketOwners()
{
    QHash<quint64, SocketOwner> owners;
    const QStringList folders = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &folder : folders) {
        bool isProcess = false;
        const qint64 id = folder.toLongLong(&isProcess);
        if (!isProcess)
            continue;
        const QString path = u"/proc/"_s + folder;
        QString name;
        eachSocket(QFile::encodeName(path + u"/fd"_s), [&](quint64 inode) {
            if (name.isEmpty())
                name = QString::fromUtf8(readSystemFile(path + u"/comm"_s).trimmed());
            // A socket may be shared; the first process that has it is named.
            if (!owners.contains(inode))
                owners.insert(inode, SocketOwner{id, name});
        });
    }
    return owners;
}

QSet<quint64> ownSocketInodes()
{
    QSet<quint64> inodes;
    eachSocket("/proc/self/fd", [&inodes](quint64 inode) { inodes.insert(inode); });
    return inodes;
}

} // namespace miniqq::lab
