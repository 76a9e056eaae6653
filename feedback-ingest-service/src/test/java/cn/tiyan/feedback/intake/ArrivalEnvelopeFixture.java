package cn.tiyan.feedback.intake;

import cn.tiyan.platform.privacy.PersonalCipher;

/** An envelope with keys for tests. */
public final class ArrivalEnvelopeFixture {

    private ArrivalEnvelopeFixture() {
    }

    public static ArrivalEnvelope envelope() {
        return new ArrivalEnvelope(new PersonalCipher(new byte[32], new byte[32]));
    }
}
