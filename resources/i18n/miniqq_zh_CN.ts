<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ConversationWords</name>
    <message>
        <source>typing…</source>
        <translation>正在输入…</translation>
    </message>
    <message>
        <source>%1:</source>
        <translation>%1：</translation>
    </message>
    <message>
        <source>%1 (last message: %2)</source>
        <translation>%1（最后一条消息：%2）</translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n 条未读</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>MessageView</name>
    <message>
        <source>New messages</source>
        <translation>以下为新消息</translation>
    </message>
    <message>
        <source>not sent · retry</source>
        <translation>没发出去 · 重试</translation>
    </message>
</context>
<context>
    <name>MessageWords</name>
    <message>
        <source>This conversation is no longer open to you.</source>
        <translation>你已不能使用这个会话。</translation>
    </message>
    <message>
        <source>The server does not take this text.</source>
        <translation>服务器不接受这段文字。</translation>
    </message>
    <message>
        <source>The id of this message was already used. Retry sends it with a new one.</source>
        <translation>这条消息的编号已被用过。重试时会换一个新编号。</translation>
    </message>
    <message>
        <source>You</source>
        <translation>你</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <extracomment>Said by a screen reader: sender, text, time.</extracomment>
        <translation>%1：%2，%3</translation>
    </message>
    <message>
        <source>%1: %2, %3, %4</source>
        <extracomment>Said by a screen reader: sender, text, time, state.</extracomment>
        <translation>%1：%2，%3，%4</translation>
    </message>
</context>
<context>
    <name>Presence</name>
    <message>
        <source>online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>away</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>离线</translation>
    </message>
</context>
<context>
    <name>Provenance</name>
    <message>
        <source>observed</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>derived</source>
        <translation>推导</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>模拟</translation>
    </message>
</context>
<context>
    <name>TickState</name>
    <message>
        <source>sending</source>
        <translation>发送中</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>read</source>
        <translation>已读</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>未发送</translation>
    </message>
</context>
<context>
    <name>TimeText</name>
    <message>
        <source>en_GB</source>
        <extracomment>The language of this translation as a locale name, e.g. &quot;zh_CN&quot;; dates are written its way.</extracomment>
        <translation>zh_CN</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>dddd, d MMMM</source>
        <extracomment>A day of this year, as in Qt&apos;s date formats.</extracomment>
        <translation>M月d日 dddd</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <extracomment>A day of another year, as in Qt&apos;s date formats.</extracomment>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>yesterday</source>
        <extracomment>In the narrow column of a list.</extracomment>
        <translation>昨天</translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>A day of this year in the narrow column of a list, as in Qt&apos;s date formats.</extracomment>
        <translation>M月d日</translation>
    </message>
</context>
<context>
    <name>miniqq::client::ChatPane</name>
    <message>
        <source>Message %1</source>
        <translation>发消息给 %1</translation>
    </message>
</context>
<context>
    <name>miniqq::client::Composer</name>
    <message>
        <source>Insert an emoji</source>
        <translation>插入表情</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Enter sends · Shift+Enter starts a new line</source>
        <translation>Enter 发送 · Shift+Enter 换行</translation>
    </message>
    <message>
        <source>Ctrl+Enter sends · Enter starts a new line</source>
        <translation>Ctrl+Enter 发送 · Enter 换行</translation>
    </message>
    <message numerus="yes">
        <source>Too long by %n character(s). Nothing is cut off: shorten it or send it in parts.</source>
        <translation>
            <numerusform>超出 %n 个字符。内容不会被截断：请缩短，或分几条发送。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::client::ConversationHeader</name>
    <message>
        <source>Network view (F12)</source>
        <translation>网络视图（F12）</translation>
    </message>
</context>
<context>
    <name>miniqq::client::ConversationListView</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>会话</translation>
    </message>
</context>
<context>
    <name>miniqq::client::EmojiPopup</name>
    <message>
        <source>Emoji</source>
        <translation>表情</translation>
    </message>
</context>
<context>
    <name>miniqq::client::EmptyChat</name>
    <message numerus="yes">
        <source>%n people are online.</source>
        <translation>
            <numerusform>%n 个人在线。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody else is online at the moment.</source>
        <translation>现在没有别人在线。</translation>
    </message>
    <message>
        <source>Say hello</source>
        <extracomment>Joins two sentences.</extracomment>
        <translation>打个招呼吧</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Choose somebody, or have a look at the lobby.</source>
        <translation>选一个人，或者去大厅看看。</translation>
    </message>
    <message>
        <source>People</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>To the lobby</source>
        <translation>去大厅</translation>
    </message>
</context>
<context>
    <name>miniqq::client::JumpButton</name>
    <message>
        <source>To the newest message</source>
        <translation>跳到最新消息</translation>
    </message>
    <message numerus="yes">
        <source>To the newest message, %n new</source>
        <translation>
            <numerusform>跳到最新消息，%n 条新消息</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::client::MessageView</name>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>This message could not be written to this computer&apos;s disk.</source>
        <translation>这条消息没能写入本机磁盘。</translation>
    </message>
    <message>
        <source>Open link</source>
        <translation>打开链接</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy all text</source>
        <translation>复制全文</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>miniqq::client::TypingStrip</name>
    <message>
        <source>%1 is typing</source>
        <translation>%1正在输入</translation>
    </message>
    <message>
        <source>%1 and %2 are typing</source>
        <translation>%1和%2正在输入</translation>
    </message>
    <message numerus="yes">
        <source>%n people are typing</source>
        <translation>
            <numerusform>%n 个人正在输入</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::tap::TrafficModel</name>
    <message>
        <source>me</source>
        <translation>我</translation>
    </message>
    <message>
        <source>server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>已加密</translation>
    </message>
    <message>
        <source>bytes read</source>
        <translation>读到字节</translation>
    </message>
    <message>
        <source>bytes written</source>
        <translation>写出字节</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>not an envelope</source>
        <translation>不是信封</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>To</source>
        <translation>发往</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::Avatar</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::Badge</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::BusyRing</name>
    <message>
        <source>working</source>
        <translation>正在处理</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::Button</name>
    <message>
        <source>working</source>
        <translation>正在处理</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::IconButton</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n 条未读</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::ui::InputField</name>
    <message>
        <source>Show password</source>
        <translation>显示密码</translation>
    </message>
    <message>
        <source>Hide password</source>
        <translation>隐藏密码</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::SearchField</name>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
</context>
<context>
    <name>miniqq::ui::Sparkline</name>
    <message>
        <source>no samples yet</source>
        <translation>还没有数据</translation>
    </message>
    <message>
        <source>now %1, lowest %2, highest %3 %4</source>
        <translation>现在 %1，最低 %2，最高 %3 %4</translation>
    </message>
</context>
</TS>
