/** Finds name, phone and place in an address that was pasted as one text. */
const PROVINCE =
  /(北京|上海|天津|重庆)市?|[^\s,，]{2,3}?(?:省)|(?:内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区|(?:香港|澳门)特别行政区/;
const CITY = /^[^\s,，区县]{2,8}?(?:市|自治州|地区|盟)/;
const DISTRICT = /^[^\s,，]{1,8}?(?:区|县|旗|市)/;
const PHONE = /(?:\+?86[- ]?)?(1\d{10}|1\d{2}[- ]\d{4}[- ]\d{4}|0\d{2,3}-\d{7,8})/;

/** What was found; nothing else. */
function recognise(text) {
  const found = {};
  let rest = String(text || '')
    .replace(/收[货件]人|姓名|手机号?码?|电话|所在地区|详细地址|地址|[:：]/g, ' ')
    .trim();
  const phone = rest.match(PHONE);
  if (phone) {
    found.phone = phone[1].replace(/[ ]/g, '');
    rest = rest.replace(phone[0], ' ');
  }
  const province = rest.match(PROVINCE);
  if (province) {
    const before = rest.slice(0, province.index);
    let after = rest.slice(province.index + province[0].length).trim();
    const municipality = province[1];
    found.province = municipality ? municipality + '市' : province[0];
    const city = after.match(CITY);
    if (municipality) {
      found.city = municipality + '市';
      if (city && city[0] === found.city) {
        after = after.slice(city[0].length).trim();
      }
    } else if (city) {
      found.city = city[0];
      after = after.slice(city[0].length).trim();
    }
    const district = after.match(DISTRICT);
    if (district) {
      found.district = district[0];
      after = after.slice(district[0].length).trim();
    }
    const words = after.split(/[\s,，]+/).filter(Boolean);
    const name = before.split(/[\s,，]+/).filter(Boolean)[0];
    if (name) {
      found.name = name;
    } else if (words.length > 1 && words[words.length - 1].length <= 4) {
      found.name = words.pop();
    }
    if (words.length) {
      found.detail = words.join(' ');
    }
  } else {
    const name = rest.split(/[\s,，]+/).filter(Boolean)[0];
    if (phone && name) {
      found.name = name.slice(0, 20);
    }
  }
  return found;
}

module.exports = { recognise };
