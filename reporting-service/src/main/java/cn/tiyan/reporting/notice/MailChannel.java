package cn.tiyan.reporting.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** E-mail over SMTP. Message-ID comes from the message's own identifier: sent twice, it is one message to whoever receives it. */
final class MailChannel implements Channel {

    private final JavaMailSender sender;
    private final Supplier<String> from;

    /** @param from the address it is sent from */
    MailChannel(JavaMailSender sender, Supplier<String> from) {
        this.sender = sender;
        this.from = from;
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.EMAIL;
    }

    @Override
    public boolean send(Message message) {
        try {
            var mail = new Identified(sender.createMimeMessage().getSession(), "<" + message.id() + "@tiyan>");
            var helper = new MimeMessageHelper(mail, StandardCharsets.UTF_8.name());
            helper.setFrom(from.get());
            helper.setTo(message.to());
            helper.setSubject(message.subject());
            helper.setText(message.text());
            sender.send(mail);
            return true;
        } catch (MailSendException e) {
            // Told apart: this one address is refused, or nobody answers there at all.
            boolean refused = e.getFailedMessages().values().stream().anyMatch(SendFailedException.class::isInstance);
            throw new Undelivered(!refused, refused ? "邮件地址被拒收" : "邮件服务器无法连接");
        } catch (MailException e) {
            throw new Undelivered(true, "邮件服务器拒绝登录或发送");
        } catch (MessagingException e) {
            throw new Undelivered(false, "邮件无法生成");
        }
    }

    /** Keeps the Message-ID it is given; saving a message would otherwise make a new one. */
    private static final class Identified extends MimeMessage {

        private final String messageId;

        Identified(jakarta.mail.Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
