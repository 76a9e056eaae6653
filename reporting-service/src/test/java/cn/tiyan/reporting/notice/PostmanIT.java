package cn.tiyan.reporting.notice;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.platform.security.Role;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** What leaves by mail and phone. The service's own postman rests; the tests make the rounds. */
@PlatformTest
class PostmanIT {

    @Autowired
    private Http http;
    @Autowired
    private EventPublisher publisher;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private Notices notices;
    @Autowired
    private Readers readers;
    @Autowired
    private Postman own;
    @Autowired
    private Clock clock;
    private NoticeDesk desk;
    private String account = "";
    private Http clerk;

    @BeforeEach
    void somebodyWithAMailbox() {
        own.stop();
        mongo.getCollection("notice-dispatch").deleteMany(new Document());
        desk = new NoticeDesk(mongo, publisher, http);
        account = desk.account();
        clerk = desk.somebody(account, Role.DEPARTMENT_CLERK);
        Http.Answer chosen = clerk.at(0).put("/api/v1/notices/preferences", Map.of("email", "zhangsan@example.com", "phone", "13912345678", "digest", true, "digestHour", 8,
                "channels", List.of("EMAIL", "SMS", "APP"), "kinds", List.of("RETURNED")));
        assertThat(chosen.status()).as("%s", chosen).isEqualTo(200);
    }

    @AfterEach
    void letThePostmanGoOn() {
        own.start();
    }

    @Test
    void sendsAMailThatArrivesAsItWasWritten() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            told("退回重办：系统反复要求上传 😀 שלום");
            var channel = mail(server.getSmtp().getPort());
            assertThat(postman(channel).round(channel)).isEqualTo(1);
            MimeMessage mail = server.getReceivedMessages()[0];
            assertThat(mail.getSubject()).isEqualTo("退回重办：系统反复要求上传 😀 שלום");
            assertThat(mail.getContent().toString()).contains("原因：佐证不足").contains("http://127.0.0.1:8080/api/v1/issues/x");
            assertThat(mail.getMessageID()).startsWith("<ntd_");
            assertThat(dispatch("EMAIL").getString("state")).isEqualTo("SENT");
            assertThat(postman(channel).round(channel)).as("once").isZero();
        } finally {
            server.stop();
        }
    }

    @Test
    void isHeldUpByNoServerThatIsAway() {
        told("退回");
        var dead = mail(1);
        Channel app = new RecordingChannel(ChannelKind.APP);
        assertThat(postman(dead, app).round(dead)).isEqualTo(1);
        assertThat(postman(dead, app).round(app)).isEqualTo(1);
        assertThat(dispatch("APP").getString("state")).isEqualTo("RECORDED");
        Document mail = dispatch("EMAIL");
        assertThat(mail.getString("state")).isEqualTo("WAITING");
        assertThat(mail.getString("problem")).isEqualTo("邮件服务器无法连接");
        assertThat(mail.getDate("sendAt").toInstant()).isBetween(Instant.now().plusSeconds(30), Instant.now().plusSeconds(61));
        assertThat(postman(dead).round(dead)).as("not before its time").isZero();
    }

    @Test
    void leavesTheOthersWaitingWhileTheServerIsAwayButNotForOneBadAddress() {
        for (int i = 0; i < 3; i++) {
            told("退回 " + i);
        }
        List<String> tried = new ArrayList<>();
        var away = failing(true, tried);
        assertThat(postman(away).round(away)).isEqualTo(1);
        var refusing = failing(false, tried);
        assertThat(postman(refusing).round(refusing)).isEqualTo(2);
        assertThat(tried).hasSize(3);
    }

    @Test
    void givesUpAfterSoManyTries() {
        told("退回");
        List<String> tried = new ArrayList<>();
        var refusing = failing(false, tried);
        for (int i = 0; i < 20; i++) {
            mongo.getCollection("notice-dispatch").updateMany(new Document("account", account).append("channel", "EMAIL").append("sendAt", new Document("$exists", true)),
                    new Document("$set", new Document("sendAt", new Date(0))));
            postman(refusing).round(refusing);
        }
        assertThat(tried).hasSize(16).as("always the same identifier").allMatch(tried.getFirst()::equals);
        assertThat(dispatch("EMAIL").getString("state")).isEqualTo("FAILED");
    }

    @Test
    void sendsAgainWhatSomebodyDiedOver() {
        told("退回");
        Dispatch taken = Objects.requireNonNull(notices.take(ChannelKind.EMAIL, Duration.ofMillis(1)));
        List<String> sent = new ArrayList<>();
        KafkaTopics.await("the end of the lease", () -> {
            var channel = sending(sent);
            postman(channel).round(channel);
            return !sent.isEmpty();
        });
        assertThat(sent).containsExactly(taken.id());
        notices.again(taken, clock.instant(), "zu spät");
        assertThat(dispatch("EMAIL").getString("state")).as("whoever comes back late changes nothing").isEqualTo("SENT");
        assertThat(dispatch("EMAIL").containsKey("sendAt")).isFalse();
    }

    @Test
    void asksBeforeSendingWhetherItIsStillWanted() {
        told("退回");
        told("退回 2");
        desk.somebodyOf("210200", account, Role.DEPARTMENT_CLERK).get("/api/v1/notices");
        List<String> sent = new ArrayList<>();
        var channel = sending(sent);
        postman(channel).round(channel);
        assertThat(sent).as("they belong to another unit now").isEmpty();
        assertThat(dispatch("EMAIL").getString("state")).isEqualTo("DROPPED");
    }

    @Test
    void sendsOnlyTheKindsThatWereChosen() {
        notices.tell(desk.unit, new Notices.Tidings(NoticeKind.SUPERVISED, "k", "督办", "督办", null, null));
        assertThat(mongo.getCollection("notice-dispatch").countDocuments(new Document("account", account))).isZero();
        assertThat(clerk.get("/api/v1/notices").json().path("items")).as("the inbox has everything").hasSize(1);
    }

    @Test
    void tellsTheSameOnce() {
        told("退回");
        notices.tell(desk.unit, new Notices.Tidings(NoticeKind.RETURNED, "退回", "退回", "又一次", null, null));
        assertThat(mongo.getCollection("notice-dispatch").countDocuments(new Document("account", account))).isEqualTo(3);
        assertThat(clerk.get("/api/v1/notices").json().path("items")).hasSize(1);
    }

    @Test
    void showsOperatorsWhatWasOnlyRecorded() {
        told("退回");
        Channel sms = new RecordingChannel(ChannelKind.SMS);
        postman(sms).round(sms);
        Http.Answer outbox = http.as(Persona.OPERATOR).get("/api/v1/notices/outbox?channel=SMS&state=RECORDED");
        assertThat(outbox.at("/items/0/subject")).isEqualTo("退回");
        assertThat(outbox.at("/items/0/stateText")).isEqualTo("仅记录，未发送");
        assertThat(outbox.json().at("/items/0/sent").asBoolean()).isFalse();
        assertThat(outbox.text()).doesNotContain("13912345678").doesNotContain("zhangsan@");
        assertThat(http.as(Persona.OPERATOR).get("/api/v1/notices/outbox").json().path("items")).hasSize(3);
        assertThat(http.as(Persona.ADMIN).get("/api/v1/notices/outbox").status()).isEqualTo(403);
    }

    private void told(String title) {
        notices.tell(desk.unit, new Notices.Tidings(NoticeKind.RETURNED, title, title, "原因：佐证不足。", "/api/v1/issues/x", null));
    }

    private Document dispatch(String channel) {
        return Objects.requireNonNull(mongo.getCollection("notice-dispatch").find(new Document("account", account).append("channel", channel)).first());
    }

    private Postman postman(Channel... channels) {
        return new Postman(notices, readers, List.of(channels), clock);
    }

    private static MailChannel mail(int port) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        return new MailChannel(sender, () -> "tiyan@example.com");
    }

    private static Channel sending(List<String> sent) {
        return channel(message -> sent.add(message.id()));
    }

    private static Channel failing(boolean down, List<String> tried) {
        return channel(message -> {
            tried.add(message.id());
            throw new Channel.Undelivered(down, "不行");
        });
    }

    private static Channel channel(java.util.function.Consumer<Channel.Message> action) {
        return new Channel() {
            @Override
            public ChannelKind kind() {
                return ChannelKind.EMAIL;
            }

            @Override
            public boolean send(Message message) {
                action.accept(message);
                return true;
            }
        };
    }
}
