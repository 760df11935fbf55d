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
    <name>miniqq::client::ChatController</name>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n online</source>
        <translation>
            <numerusform>%n online</numerusform>
            <numerusform>%n online</numerusform>
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
    <name>miniqq::client::ConnectionBanner</name>
    <message numerus="yes">
        <source>Connection lost, next try in %n s</source>
        <translation>
            <numerusform>Connection lost, next try in %n s</numerusform>
            <numerusform>Connection lost, next try in %n s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::client::ConversationListModel</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
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
    <name>miniqq::lab::AddressWords</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::lab::BenchWords</name>
    <message numerus="yes">
        <source>waits for %n byte(s)…</source>
        <translation>
            <numerusform>waits for %n byte…</numerusform>
            <numerusform>waits for %n bytes…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::lab::BitsView</name>
    <message numerus="yes">
        <source>network by class · %n bit(s)</source>
        <translation>
            <numerusform>network by class · %n bit</numerusform>
            <numerusform>network by class · %n bits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>network · %n bit(s)</source>
        <translation>
            <numerusform>network · %n bit</numerusform>
            <numerusform>network · %n bits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>host · %n bit(s)</source>
        <translation>
            <numerusform>host · %n bit</numerusform>
            <numerusform>host · %n bits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::lab::CallLane</name>
    <message numerus="yes">
        <source>%n older ones dropped</source>
        <translation>
            <numerusform>%n older one dropped</numerusform>
            <numerusform>%n older ones dropped</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::lab::ChoiceCard</name>
    <message numerus="yes">
        <source>%n of the class</source>
        <translation>
            <numerusform>%n of the class</numerusform>
            <numerusform>%n of the class</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::lab::EncodingBenchCard</name>
    <message numerus="yes">
        <source>the same %n byte(s)</source>
        <translation>
            <numerusform>the same %n byte</numerusform>
            <numerusform>the same %n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LabExchangeCard</name>
    <message numerus="yes">
        <source>paused · %n new</source>
        <translation>
            <numerusform>paused · %n new</numerusform>
            <numerusform>paused · %n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LabExchangeView</name>
    <message numerus="yes">
        <source>%n arrow(s)</source>
        <translation>
            <numerusform>%n arrow</numerusform>
            <numerusform>%n arrows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LessonCommand</name>
    <message numerus="yes">
        <source>%1: a lesson, %n step(s).</source>
        <translation>
            <numerusform>%1: a lesson, %n step.</numerusform>
            <numerusform>%1: a lesson, %n steps.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LessonJudge</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LessonOutput</name>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::lab::LessonRunner</name>
    <message numerus="yes">
        <source>All %n step(s) went as the lesson says.</source>
        <translation>
            <numerusform>The one step went as the lesson says.</numerusform>
            <numerusform>All %n steps went as the lesson says.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All steps went as the lesson says, but this machine behaves in its own way in %n of them.</source>
        <translation>
            <numerusform>All steps went as the lesson says, but this machine behaves in its own way in %n of them.</numerusform>
            <numerusform>All steps went as the lesson says, but this machine behaves in its own way in %n of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped after %n step(s).</source>
        <translation>
            <numerusform>Stopped after %n step.</numerusform>
            <numerusform>Stopped after %n steps.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::lab::PythonProgram</name>
    <message numerus="yes">
        <source>%n earlier call(s) are not known any more</source>
        <translation>
            <numerusform>%n earlier call is not known any more</numerusform>
            <numerusform>%n earlier calls are not known any more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::lab::RecordingsPage</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) left out</source>
        <translation>
            <numerusform>%n line left out</numerusform>
            <numerusform>%n lines left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) saved as %1</source>
        <translation>
            <numerusform>%n event saved as %1</numerusform>
            <numerusform>%n events saved as %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::lab::RulerWords</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>this read has parts of %n message(s)</source>
        <translation>
            <numerusform>this read has a part of %n message</numerusform>
            <numerusform>this read has parts of %n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n read(s)</source>
        <translation>
            <numerusform>%n read</numerusform>
            <numerusform>%n reads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cut(s)</source>
        <translation>
            <numerusform>%n cut</numerusform>
            <numerusform>%n cuts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) wait(s) for the rest</source>
        <translation>
            <numerusform>%n byte waits for the rest</numerusform>
            <numerusform>%n bytes wait for the rest</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::lab::StepTracker</name>
    <message numerus="yes">
        <source>done %n time(s)</source>
        <translation>
            <numerusform>done %n time</numerusform>
            <numerusform>done %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::lab::TupleCards</name>
    <message numerus="yes">
        <source>%n older socket(s) are not shown</source>
        <translation>
            <numerusform>%n older socket is not shown</numerusform>
            <numerusform>%n older sockets are not shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::lab::TupleModel</name>
    <message numerus="yes">
        <source>accepted %n connection(s)</source>
        <translation>
            <numerusform>accepted %n connection</numerusform>
            <numerusform>accepted %n connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::server::StatusFoot</name>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation>
            <numerusform>%n connection</numerusform>
            <numerusform>%n connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s)</source>
        <translation>
            <numerusform>%n account</numerusform>
            <numerusform>%n accounts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::ui::ExchangeView</name>
    <message numerus="yes">
        <source>%n frames</source>
        <translation>
            <numerusform>%n frame</numerusform>
            <numerusform>%n frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n frames</source>
        <translation>
            <numerusform>%1 of %n frame</numerusform>
            <numerusform>%1 of %n frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n older ones dropped</source>
        <translation>
            <numerusform>%n older one dropped</numerusform>
            <numerusform>%n older ones dropped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frames are hidden.</source>
        <translation>
            <numerusform>%n frame is hidden.</numerusform>
            <numerusform>%n frames are hidden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::ui::FrameDetails</name>
    <message numerus="yes">
        <source>%1 · %n bytes</source>
        <translation>
            <numerusform>%1 · %n byte</numerusform>
            <numerusform>%1 · %n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>miniqq::ui::FrameFieldsView</name>
    <message numerus="yes">
        <source>%n bytes</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
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
