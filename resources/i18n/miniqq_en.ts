<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ConversationWords</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::client::Composer</name>
    <message numerus="yes">
        <source>Too long by %n character(s). Nothing is cut off: shorten it or send it in parts.</source>
        <translation>
            <numerusform>Too long by %n character. Nothing is cut off: shorten it or send it in parts.</numerusform>
            <numerusform>Too long by %n characters. Nothing is cut off: shorten it or send it in parts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::client::EmptyChat</name>
    <message numerus="yes">
        <source>%n people are online.</source>
        <translation>
            <numerusform>%n person is online.</numerusform>
            <numerusform>%n people are online.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::client::JumpButton</name>
    <message numerus="yes">
        <source>To the newest message, %n new</source>
        <translation>
            <numerusform>To the newest message, %n new</numerusform>
            <numerusform>To the newest message, %n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::client::TypingStrip</name>
    <message numerus="yes">
        <source>%n people are typing</source>
        <translation>
            <numerusform>%n person is typing</numerusform>
            <numerusform>%n people are typing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::ui::IconButton</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
        </translation>
    </message>
</context>
</TS>
