package cn.tiyan.reporting.notice;

import cn.tiyan.platform.aggregate.Timer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

/** The channels as they are by default, and the clock of the digests. */
@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {

    /** Over SMTP where {@code SPRING_MAIL_HOST} says where; else on record only. */
    @Bean
    Channel emailChannel(ObjectProvider<JavaMailSender> sender, Readers readers) {
        JavaMailSender smtp = sender.getIfAvailable();
        return smtp == null ? new RecordingChannel(ChannelKind.EMAIL) : new MailChannel(smtp, () -> readers.policy().mailFrom());
    }

    /** No provider of short messages is known here: declare a bean in its place. */
    @Bean
    Channel smsChannel() {
        return new RecordingChannel(ChannelKind.SMS);
    }

    /** Nor is the message service of 辽事通. */
    @Bean
    Channel appChannel() {
        return new RecordingChannel(ChannelKind.APP);
    }

    @Bean
    Timer<Reader> digestTimer(Digests digests) {
        return new Timer<>(Reader.class, digests::strike);
    }
}
