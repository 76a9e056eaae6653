package cn.tiyan.local.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDbPointer;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/** What a driver sends, as the engine gets it. */
class CommandTest {

    @Test
    void foldsDocumentSequencesIntoTheBodyAsArrays() throws IOException {
        var message =
                read(
                        opMsg(
                                0,
                                body("{insert: 'issues', ordered: true, $db: 'tiyan'}"),
                                sequence("documents", "{_id: 1, text: '问题'}", "{_id: 2}")));

        assertThat(message.command().name()).isEqualTo("insert");
        assertThat(message.command().database()).isEqualTo("tiyan");
        assertThat(decode(message.command().body()))
                .isEqualTo(
                        BsonDocument.parse("{insert: 'issues', ordered: true, documents: [{_id: 1, text: '问题'}, {_id: 2}]}"));
    }

    @Test
    void leavesOutWhatBelongsToTheDriversSession() throws IOException {
        var command =
                read(
                                opMsg(
                                        0,
                                        body(
                                                "{find: 'issues', filter: {lsid: 1}, lsid: {id: 7}, $clusterTime: {a: 1}, $db: 'tiyan',"
                                                        + " $readPreference: {mode: 'primary'}, apiVersion: '1'}")))
                        .command();

        assertThat(decode(command.body())).isEqualTo(BsonDocument.parse("{find: 'issues', filter: {lsid: 1}}"));
        assertThat(command.inTransaction()).isFalse();
    }

    @Test
    void turnsAMajorityOfOneIntoAJournaledWrite() throws IOException {
        assertThat(decode(read(opMsg(0, body("{insert: 'a', writeConcern: {w: 'majority', wtimeout: 5}, $db: 'd'}"))).command().body()))
                .isEqualTo(BsonDocument.parse("{insert: 'a', writeConcern: {w: 1, j: true}}"));
        assertThat(decode(read(opMsg(0, body("{insert: 'a', writeConcern: {w: 0}, $db: 'd'}"))).command().body()))
                .isEqualTo(BsonDocument.parse("{insert: 'a', writeConcern: {w: 0}}"));
    }

    @Test
    void recognisesATransaction() throws IOException {
        for (var body :
                List.of(
                        "{insert: 'a', startTransaction: true, $db: 'd'}",
                        "{insert: 'a', autocommit: false, $db: 'd'}",
                        "{commitTransaction: 1, $db: 'admin'}")) {
            assertThat(read(opMsg(0, body(body))).command().inTransaction()).as(body).isTrue();
        }
    }

    @Test
    void understandsTheLegacyGreeting() throws IOException {
        var query = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        query.putInt(0).put("admin.$cmd\0".getBytes()).putInt(0).putInt(-1).put(encode("{isMaster: 1, helloOk: true}"));
        var message = read(message(2004, query));

        assertThat(message.legacy()).isTrue();
        assertThat(message.command().name()).isEqualTo("isMaster");
        assertThat(message.command().database()).isEqualTo("admin");
    }

    @Test
    void expectsNoReplyToUnacknowledgedWrites() throws IOException {
        assertThat(read(opMsg(2, body("{insert: 'a', $db: 'd'}"))).expectsReply()).isFalse();
        assertThat(read(opMsg(0, body("{insert: 'a', $db: 'd'}"))).expectsReply()).isTrue();
    }

    @Test
    void endsQuietlyWhereAMessageCouldBegin() throws IOException {
        assertThat(WireMessage.read(new ByteArrayInputStream(new byte[0]))).isNull();
    }

    @Test
    void acceptsEveryBsonType() throws IOException {
        var every =
                "{a: 'm', b: 1.5, c: 's', d: {x: [1, {y: null}]}, e: {$binary: {base64: 'AAEC', subType: '00'}}, f: {$undefined:"
                        + " true}, g: {$oid: '0123456789abcdef01234567'}, h: false, i: {$date: 0}, j: null, k: {$regularExpression:"
                        + " {pattern: 'a', options: 'i'}}, l: {$code: 'f'}, m: {$symbol: 's'}, n: {$code: 'f', $scope: {z: 1}}, o: 1,"
                        + " p: {$timestamp: {t: 1, i: 1}}, q: {$numberLong: '1'}, r: {$numberDecimal: '1.1'}, s: {$minKey: 1}, t:"
                        + " {$maxKey: 1}}";
        var document = BsonDocument.parse(every).append("u", new BsonDbPointer("a", new ObjectId()));
        var withDatabase = document.clone().append("$db", new BsonString("d"));

        assertThat(decode(read(opMsg(0, section(0, encode(withDatabase)))).command().body())).isEqualTo(document);
    }

    @Test
    void refusesLengthsThatPointOutside() {
        var good = opMsg(0, body("{insert: 'issues', $db: 'tiyan', x: {y: 'z'}}"), sequence("documents", "{a: [1, 'b']}"));
        assertThatThrownBy(() -> read(header(good, 0, 49_000_000))).isInstanceOf(MalformedMessage.class);
        assertThatThrownBy(() -> read(header(good, 0, -1))).isInstanceOf(MalformedMessage.class);
        assertThatThrownBy(() -> read(header(good, 12, 2012))).isInstanceOf(MalformedMessage.class);
        assertThatThrownBy(() -> read(header(good, 21, Integer.MAX_VALUE))).isInstanceOf(MalformedMessage.class);
        assertThatThrownBy(() -> read(opMsg(0, body("{insert: 'a'}")))).isInstanceOf(MalformedMessage.class);
    }

    /** Whatever a damaged message holds, reading it ends, and ends in one of the two ways the connection expects. */
    @Test
    void survivesDamagedMessages() {
        var random = new Random(20261123);
        var good =
                opMsg(0, body("{insert: 'issues', $db: 'tiyan', x: {y: ['z', 1, null]}}"), sequence("documents", "{a: [1, 'b']}"));
        for (int i = 0; i < 20_000; i++) {
            var damaged = good.clone();
            for (int j = 0; j <= random.nextInt(4); j++) {
                damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt(256);
            }
            try {
                read(damaged);
            } catch (IOException expected) {
                // MalformedMessage, or the end of the stream
            }
        }
    }

    @Test
    void refusesNestingTheEngineWouldRefuse() {
        var nested = new BsonDocument();
        for (int i = 0; i < 300; i++) {
            nested = new BsonDocument("n", nested);
        }
        var deep = new BsonDocument("insert", nested).append("$db", new BsonString("d"));
        assertThatThrownBy(() -> read(opMsg(0, section(0, encode(deep))))).isInstanceOf(MalformedMessage.class);
    }

    private static WireMessage read(byte[] bytes) throws IOException {
        return WireMessage.read(new ByteArrayInputStream(bytes));
    }

    private static byte[] opMsg(int flags, byte[]... sections) {
        var content = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN).putInt(flags);
        for (var section : sections) {
            content.put(section);
        }
        return message(2013, content);
    }

    private static byte[] message(int opcode, ByteBuffer content) {
        int length = 16 + content.position();
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .putInt(1)
                .putInt(0)
                .putInt(opcode)
                .put(content.array(), 0, content.position())
                .array();
    }

    private static byte[] header(byte[] message, int at, int value) {
        var changed = message.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        return changed;
    }

    private static byte[] body(String json) {
        return section(0, encode(json));
    }

    private static byte[] sequence(String name, String... documents) {
        var items = new ByteArrayOutputStream();
        items.writeBytes((name + "\0").getBytes());
        for (var document : documents) {
            items.writeBytes(encode(document));
        }
        var size = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(items.size() + 4).array();
        var content = new ByteArrayOutputStream();
        content.writeBytes(size);
        content.writeBytes(items.toByteArray());
        return section(1, content.toByteArray());
    }

    private static byte[] section(int kind, byte[] content) {
        return ByteBuffer.allocate(content.length + 1).put((byte) kind).put(content).array();
    }

    private static byte[] encode(String json) {
        return encode(BsonDocument.parse(json));
    }

    private static byte[] encode(BsonDocument document) {
        var buffer = new BasicOutputBuffer();
        new BsonDocumentCodec().encode(new BsonBinaryWriter(buffer), document, EncoderContext.builder().build());
        return buffer.toByteArray();
    }

    private static BsonDocument decode(byte[] bson) {
        return new BsonDocumentCodec()
                .decode(new BsonBinaryReader(ByteBuffer.wrap(bson)), DecoderContext.builder().build());
    }
}
