package cn.tiyan.experiencer.recruitment;

import static cn.tiyan.experiencer.recruitment.InvitationAction.ACCEPT;
import static cn.tiyan.experiencer.recruitment.InvitationAction.DECLINE;
import static cn.tiyan.experiencer.recruitment.InvitationAction.EXPIRE;
import static cn.tiyan.experiencer.recruitment.InvitationAction.RENEW;
import static cn.tiyan.experiencer.recruitment.InvitationAction.REVOKE;
import static cn.tiyan.experiencer.recruitment.InvitationStatus.ACCEPTED;
import static cn.tiyan.experiencer.recruitment.InvitationStatus.DECLINED;
import static cn.tiyan.experiencer.recruitment.InvitationStatus.EXPIRED;
import static cn.tiyan.experiencer.recruitment.InvitationStatus.OPEN;
import static cn.tiyan.experiencer.recruitment.InvitationStatus.REVOKED;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import java.util.List;

/** The life of an invitation as a table. Others are told of the person's record, not of the invitation. */
final class InvitationLifecycle {

    static final Lifecycle<InvitationStatus, InvitationAction> TABLE = Lifecycle.of("邀约", List.of(
            new Line<>(OPEN, ACCEPT, ACCEPTED, null),
            new Line<>(OPEN, DECLINE, DECLINED, null),
            new Line<>(OPEN, REVOKE, REVOKED, null),
            new Line<>(OPEN, RENEW, OPEN, null),
            new Line<>(OPEN, EXPIRE, EXPIRED, null),
            new Line<>(EXPIRED, RENEW, OPEN, null),
            new Line<>(DECLINED, RENEW, OPEN, null)));

    private InvitationLifecycle() {
    }
}
