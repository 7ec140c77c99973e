package io.wanpu.kernel.publish;

/**
 * What the generator has made for an upload.
 *
 * @param theme whose template it chooses from
 * @param fingerprint of what it was made from
 * @param ext {@code ext.json}
 */
public record Made(String theme, String fingerprint, String ext) {}
