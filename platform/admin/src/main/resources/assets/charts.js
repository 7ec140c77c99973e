import {load, on} from './shared.js';

// charts
const saveAs = (address, name) => { const link = document.createElement('a'); link.href = address; link.download = name; link.click(); };
const draw = (figure) => {
  figure.drawing = figure.drawing || drawn(figure);
  return figure.drawing;
};
const drawn = async (figure) => {
  await load(figure.dataset.script);
  const data = JSON.parse(figure.dataset.chart);
  const style = getComputedStyle(document.documentElement);
  const ink = style.getPropertyValue('--tblr-secondary').trim();
  const line = style.getPropertyValue('--tblr-border-color').trim();
  const picture = figure.querySelector('.chart-picture');
  picture.replaceChildren();
  const chart = window.echarts.init(picture);
  chart.setOption({
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    color: [style.getPropertyValue('--tblr-primary').trim(), '#5b8def', '#2f9e6e', '#d59a1b', '#8a63d2'],
    grid: {left: 8, right: 12, top: 36, bottom: 4, containLabel: true},
    legend: {top: 0, left: 0, textStyle: {color: ink}, itemHeight: 8},
    tooltip: {trigger: 'axis', renderMode: 'richText'},
    xAxis: {type: 'category', data: data.points, axisLabel: {color: ink}, axisLine: {lineStyle: {color: line}}},
    yAxis: {type: 'value', name: data.unit, nameTextStyle: {color: ink}, axisLabel: {color: ink}, splitLine: {lineStyle: {color: line}}},
    series: data.series.map((one, i) => ({
      name: one.name, type: data.kind, data: one.data, smooth: .25, symbolSize: 5,
      lineStyle: i ? {type: 'dashed', width: 1.5} : {width: 2.5}, areaStyle: data.kind === 'line' && i === 0 ? {opacity: .08} : undefined,
    })),
  });
  new ResizeObserver(() => chart.resize()).observe(picture);
  figure.chart = chart;
};
// the server has drawn the lines; the library comes when somebody points at them
on('pointerover', '.chart-picture', (picture) => draw(picture.closest('[data-chart]')));
on('click', '[data-chart-png]', async (button) => {
  const figure = button.closest('[data-chart]');
  await draw(figure);
  if (figure.chart) saveAs(figure.chart.getDataURL({pixelRatio: 2, backgroundColor: '#fff'}), figure.dataset.name + '.png');
});
on('click', '[data-chart-csv]', (button) => {
  const figure = button.closest('[data-chart]');
  const data = JSON.parse(figure.dataset.chart);
  const cell = (value) => { const text = String(value); return '"' + (/^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? "'" : '') + text.replaceAll('"', '""') + '"'; };
  const rows = [['', ...data.series.map((one) => one.name)], ...data.points.map((point, i) => [point, ...data.series.map((one) => one.data[i])])];
  const blob = new Blob(['\ufeff' + rows.map((row) => row.map(cell).join(',')).join('\r\n')], {type: 'text/csv'});
  const address = URL.createObjectURL(blob);
  saveAs(address, figure.dataset.name + '.csv');
  setTimeout(() => URL.revokeObjectURL(address), 1000);
});
