package io.wanpu.kernel.publish;

import java.io.StringReader;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/**
 * Takes what WeChat pushes to the third-party platform: its ticket, and that audits have ended.
 * Only what is sealed and signed with the platform's key counts.
 */
public final class HearPlatform {
  /** Opens what was pushed; empty when it is not WeChat's. */
  @FunctionalInterface
  public interface Seal {
    /**
     * @param sealed what the element {@code Encrypt} holds
     */
    Optional<String> open(String signature, String timestamp, String nonce, String sealed);
  }

  private static final int MOST = 64 * 1024;

  private final Seal seal;
  private final PlatformSecrets secrets;
  private final CarryOut carryOut;

  public HearPlatform(Seal seal, PlatformSecrets secrets, CarryOut carryOut) {
    this.seal = seal;
    this.secrets = secrets;
    this.carryOut = carryOut;
  }

  /** A push as it came. */
  public record Push(String signature, String timestamp, String nonce, String body) {}

  /** What is addressed to the platform. @return false when it is not WeChat's */
  public boolean toPlatform(Push push) {
    var xml = opened(push);
    xml.filter(text -> element(text, "InfoType").equals(Optional.of("component_verify_ticket")))
        .flatMap(text -> element(text, "ComponentVerifyTicket"))
        .filter(ticket -> !ticket.isBlank() && ticket.length() <= 500)
        .ifPresent(secrets::keepTicket);
    return xml.isPresent();
  }

  /** What is addressed to a mini-program. @return false when it is not WeChat's */
  public boolean toMiniProgram(String appId, Push push) {
    var xml = opened(push);
    xml.flatMap(text -> element(text, "Event"))
        .filter(event -> event.startsWith("weapp_audit_"))
        .ifPresent(event -> carryOut.heard(appId));
    return xml.isPresent();
  }

  private Optional<String> opened(Push push) {
    return push.body().length() > MOST
        ? Optional.empty()
        : element(push.body(), "Encrypt")
            .flatMap(text -> seal.open(push.signature(), push.timestamp(), push.nonce(), text));
  }

  /** The text of the first element of that name. */
  private static Optional<String> element(String xml, String name) {
    var factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      var reader = factory.createXMLStreamReader(new StringReader(xml));
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals(name)) {
          return Optional.of(reader.getElementText());
        }
      }
      return Optional.empty();
    } catch (XMLStreamException malformed) {
      return Optional.empty();
    }
  }
}
